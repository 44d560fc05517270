-- one row a trial and weight matrix, values row by row
SELECT
  trial_id, kind, ${parameters},
  matrix.layer, matrix.head, matrix.name, matrix.rows, matrix.cols, matrix.values
FROM records LATERAL VIEW explode(weights) AS matrix
