-- one row a trial, learner it is held against and step
SELECT
  trial_id, kind, ${parameters},
  point.step, point.learner, point.prediction_difference, point.model_difference, point.cosine
FROM records LATERAL VIEW explode(alignments) AS point
