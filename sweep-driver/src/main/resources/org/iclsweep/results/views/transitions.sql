-- one row a trained model: what befell its loss on the way from answering 0 to its goal; null where that cannot be told
SELECT
  trial_id, ${parameters}, outcome,
  events.fate,
  if(events IS NULL, NULL, events.crossed_step IS NOT NULL) AS crossed,
  if(events IS NULL, NULL, events.learnt_step IS NOT NULL) AS learnt,
  if(events IS NULL OR stopped_step IS NOT NULL, NULL, events.relapsed_step IS NOT NULL) AS relapsed, -- it was not seen
  events.crossed_step, events.crossed_after, events.crossed_by,
  events.learnt_step, events.learnt_after, events.learnt_by,
  events.relapsed_step, events.relapsed_after, events.relapsed_by,
  events.until,
  if(events IS NULL, NULL, events.crossed_step IS NOT NULL) AS transitioned, -- as studies asked before there were events
  events.crossed_step AS transition_step, zero_loss, gd.loss AS gd_loss, final_loss,
  try_divide(final_loss, gd.loss) AS ratio
FROM (${judged})
