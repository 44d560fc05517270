-- one row a trained model whose distances were measured and that was held against class-s: the stationary point at
-- which its weights ended
WITH fits AS (
  SELECT fit, first(stationary) AS points
  FROM (SELECT to_json(learners[0]) AS fit, stationary FROM records WHERE learner = 'class-s' AND size(stationary) > 0)
  GROUP BY fit
), trained AS (
  SELECT *, to_json(get(filter(learners, each -> each.learner = 'class-s'), 0)) AS fit
  FROM records
  WHERE kind = 'transformer' AND size(distances) > 0
)
SELECT trial_id, ${parameters}, final_loss, valley.point, valley.point_loss, valley.shape, valley.departure,
  valley.nearest
FROM (
  SELECT *, valley_of(struct(${parameters}), distances, kept_step, points) AS valley
  FROM trained JOIN fits USING (fit)
)
