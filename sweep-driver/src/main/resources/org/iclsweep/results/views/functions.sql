-- one row a trial, function, series and place of the query
SELECT
  trial_id, kind, ${parameters},
  point.task AS function, point.series, point.x, point.y
FROM records LATERAL VIEW explode(functions) AS point
