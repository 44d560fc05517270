-- one row a trial and point of its training curve
SELECT
  trial_id, kind, ${parameters},
  point.step, point.train_loss, point.eval_loss, point.gradient_norm
FROM records LATERAL VIEW explode(curve) AS point
