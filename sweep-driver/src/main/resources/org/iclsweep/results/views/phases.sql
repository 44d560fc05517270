-- one row a setting: what became of its seeds
WITH median_steps AS (
  SELECT struct(${setting}) AS setting, min(step) AS median_step
  FROM survival
  WHERE survival <= 0.5
  GROUP BY setting
), phases AS (
  SELECT
    struct(${setting}) AS setting,
    count(*) AS trials,
    count_if(transition_step IS NOT NULL
      OR outcome NOT IN ('failed', 'timed_out') AND gd_loss IS NOT NULL) AS judged,
    count(transition_step) AS transitioned,
    median(try_divide(final_loss, gd_loss)) FILTER (WHERE outcome = 'completed') AS median_loss_ratio
  FROM (
    SELECT *, get(filter(learners, each -> each.learner = 'gd'), 0).loss AS gd_loss
    FROM records
    WHERE kind = 'transformer'
  )
  GROUP BY setting
)
SELECT
  setting.*, trials, judged, transitioned, try_divide(transitioned, judged) AS share,
  interval.low AS share_low, interval.high AS share_high, median_step, median_loss_ratio
FROM (SELECT *, exact_interval(transitioned, judged) AS interval FROM phases)
LEFT JOIN median_steps USING (setting)
