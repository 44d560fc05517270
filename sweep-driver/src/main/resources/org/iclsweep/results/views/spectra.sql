-- one row a learner least-squares, γ, quantity and probability
SELECT
  trial_id, kind, ${parameters},
  point.gamma, point.quantity, point.probability, point.value
FROM records LATERAL VIEW explode(spectra) AS point
