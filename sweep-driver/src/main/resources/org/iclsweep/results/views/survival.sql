-- one row a setting and step at which seeds made the transition: the share that has not, by Kaplan and Meier,
-- with Greenwood's 95 % band on the scale of log(-log S); a seed is watched to its transition, to where it
-- diverged, or to the end of its budget
WITH observed AS (
  SELECT
    struct(${setting}) AS setting,
    transition_step IS NOT NULL AS made,
    coalesce(transition_step, if(outcome = 'diverged', outcome_step, steps)) AS step
  FROM records
  WHERE kind = 'transformer'
    AND (transition_step IS NOT NULL
      OR outcome NOT IN ('failed', 'timed_out') AND exists(learners, each -> each.learner = 'gd'))
), counted AS (
  SELECT setting, step, count_if(made) AS transitioned,
    sum(count(*)) OVER (PARTITION BY setting ORDER BY step DESC) AS at_risk
  FROM observed
  GROUP BY setting, step
), estimated AS (
  SELECT setting, step, at_risk, transitioned,
    aggregate(
      collect_list(1 - transitioned / at_risk) OVER until_then, 1D, (product, each) -> product * each) AS survival,
    sqrt(sum(transitioned / nullif(at_risk * double(at_risk - transitioned), 0)) OVER until_then) AS root
  FROM counted
  WHERE transitioned > 0
  WINDOW until_then AS (PARTITION BY setting ORDER BY step)
), banded AS (
  SELECT *, exp(1.959963984540054D * root / abs(ln(nullif(survival, 0)))) AS width
  FROM estimated
)
SELECT
  setting.*, step, at_risk, transitioned, survival,
  coalesce(pow(survival, width), 0) AS low,
  coalesce(
    pow(survival, 1 / width), -- 0 has no upper end but the one before
    lag(pow(survival, 1 / width)) OVER (PARTITION BY setting ORDER BY step), 1) AS high
FROM banded
