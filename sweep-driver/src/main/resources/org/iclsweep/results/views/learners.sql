-- one row a trial and learner it was held against; a learner's own row (kind = 'learner') holds itself
SELECT
  trial_id, kind, ${parameters},
  fitted.learner, fitted.loss, fitted.loss_standard_error, fitted.learning_rates, fitted.gammas,
  fitted.penalty, fitted.bandwidth
FROM records LATERAL VIEW explode(learners) AS fitted
