-- one row a trained model: whether and when its loss fell to the middle between 0's and GD's
SELECT
  trial_id, ${parameters},
  transition_step IS NOT NULL AS transitioned,
  transition_step, zero_loss, gd_loss, final_loss,
  try_divide(final_loss, gd_loss) AS ratio
FROM (
  SELECT *, get(filter(learners, each -> each.learner = 'gd'), 0).loss AS gd_loss
  FROM records
  WHERE kind = 'transformer'
)
