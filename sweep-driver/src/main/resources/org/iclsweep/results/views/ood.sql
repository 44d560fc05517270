-- one row a trial, predictor, shift and α
SELECT
  trial_id, kind, ${parameters},
  point.shift, point.alpha, point.predictor, point.loss, point.loss_standard_error
FROM records LATERAL VIEW explode(ood) AS point
