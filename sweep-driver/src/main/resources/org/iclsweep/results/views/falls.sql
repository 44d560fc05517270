-- one row a trial, loss and fall of it from one plateau to a lower one
SELECT
  trial_id, kind, ${parameters},
  loss, position + 1 AS number, fall.*
FROM records
LATERAL VIEW explode(map('evaluation', curve.eval_loss, 'training', curve.train_loss)) AS loss, losses
LATERAL VIEW posexplode(loss_falls(curve.step, losses)) AS position, fall
