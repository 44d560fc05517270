-- one row a trained model
SELECT
  trial_id, kind, ${parameters},
  outcome, outcome_step, failure_class, failure_message,
  zero_loss, final_loss, final_loss_standard_error, interpolated_loss, transition_step,
  provenance.seconds, provenance.finished_at
FROM records
WHERE kind = 'transformer'
