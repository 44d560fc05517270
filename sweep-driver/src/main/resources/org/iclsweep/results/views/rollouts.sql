-- one row a trial, predictor, λ and application of its layer
SELECT
  trial_id, kind, ${parameters},
  point.predictor, point.factor, point.step, point.loss, point.stable_loss, point.stable_tasks
FROM records LATERAL VIEW explode(rollouts) AS point
