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
    count(fate) AS judged,
    count_if(crossed) AS crossed,
    count_if(learnt) AS learnt,
    count_if(relapsed) AS relapsed,
    count_if(fate = 'between') AS `between`,
    count_if(fate = 'late') AS late,
    count_if(fate = 'diverged') AS diverged,
    median(ratio) FILTER (WHERE outcome = 'completed') AS median_loss_ratio
  FROM transitions
  GROUP BY setting
)
SELECT
  setting.*, trials, judged, crossed, learnt, relapsed, `between`, late, diverged,
  try_divide(learnt, judged) AS share,
  interval.low AS share_low, interval.high AS share_high, median_step, median_loss_ratio
FROM (SELECT *, exact_interval(learnt, judged) AS interval FROM phases)
LEFT JOIN median_steps USING (setting)
