-- one row a setting and step at which seeds learnt: the share that has not, by Kaplan and Meier, with Greenwood's
-- 95 % band on the scale of log(-log S); a seed is watched until it learns, diverges, or ends its budget
WITH observed AS (
  SELECT
    struct(${setting}) AS setting,
    learnt AS made,
    coalesce(learnt_step, until) AS step
  FROM transitions
  WHERE fate IS NOT NULL
), counted AS (
  SELECT setting, step, count_if(made) AS learnt,
    sum(count(*)) OVER (PARTITION BY setting ORDER BY step DESC) AS at_risk
  FROM observed
  GROUP BY setting, step
), estimated AS (
  SELECT setting, step, at_risk, learnt,
    aggregate(
      collect_list(1 - learnt / at_risk) OVER until_then, 1D, (product, each) -> product * each) AS survival,
    sqrt(sum(learnt / nullif(at_risk * double(at_risk - learnt), 0)) OVER until_then) AS root
  FROM counted
  WHERE learnt > 0
  WINDOW until_then AS (PARTITION BY setting ORDER BY step)
), banded AS (
  SELECT *, exp(1.959963984540054D * root / abs(ln(nullif(survival, 0)))) AS width
  FROM estimated
)
SELECT
  setting.*, step, at_risk, learnt, survival,
  coalesce(pow(survival, width), 0) AS low,
  coalesce(
    pow(survival, 1 / width), -- 0 has no upper end but the one before
    lag(pow(survival, 1 / width)) OVER (PARTITION BY setting ORDER BY step), 1) AS high
FROM banded
