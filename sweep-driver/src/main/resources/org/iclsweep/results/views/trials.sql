-- one row a trained model
SELECT
  trial_id, kind, ${parameters},
  outcome, outcome_step, failure_class, failure_message,
  zero_loss, zero_loss_standard_error, final_loss, final_loss_standard_error,
  interpolated_loss, interpolated_loss_standard_error, events.crossed_step AS transition_step,
  kept_step, stopped_step,
  provenance.seconds, provenance.finished_at
FROM (${judged})
