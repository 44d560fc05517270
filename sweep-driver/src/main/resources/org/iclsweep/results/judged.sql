-- one row a trained model: its record, gradient descent as it was held against it (gd), and what befell its loss
-- (events); null where that cannot be told
SELECT *,
  learning_events(
    curve.step, curve.eval_loss, zero_loss, gd.loss, gd.loss_standard_error,
    if(outcome = 'diverged', outcome_step, NULL)) AS events
FROM (
  SELECT *, get(filter(learners, each -> each.learner = 'gd'), 0) AS gd
  FROM records
  WHERE kind = 'transformer'
)
