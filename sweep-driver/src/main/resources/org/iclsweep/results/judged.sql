-- one row a trained model: its record, gradient descent as it was held against it (gd; null where it was not), and
-- what befell its loss (events; null where that cannot be told, as where it was stopped before it had learnt by this rule)
SELECT *, if(stopped_step IS NULL OR befell.learnt_step IS NOT NULL, befell, NULL) AS events
FROM (
  SELECT *,
    get(filter(learners, each -> each.learner = 'gd'), 0) AS gd,
    learning_events(
      curve.step, curve.eval_loss, zero_loss, learners.learner, learners.loss, learners.loss_standard_error,
      if(outcome = 'diverged', outcome_step, NULL)) AS befell
  FROM records
  WHERE kind = 'transformer'
)
