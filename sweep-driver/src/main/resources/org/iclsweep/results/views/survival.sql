-- one row a setting and step at which seeds learnt: the share that has not; a seed is watched until it learns, diverges,
-- after which it never will, or ends its budget
WITH observed AS (
  SELECT struct(${setting}) AS setting, events.watched AS seed
  FROM (${judged})
  WHERE events IS NOT NULL
)
SELECT setting.*, fall.*
FROM (SELECT setting, survival_of(collect_list(seed)) AS falls FROM observed GROUP BY setting)
LATERAL VIEW explode(falls) AS fall
