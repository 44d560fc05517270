-- one row a trained model, layer and head of attention, if its weights are finite; what a head does is told
-- of linear attention to tokens that are inputs and a label, and nothing else
SELECT
  trial_id, ${parameters}, layer, head,
  if(plain, key_query_diagonal, null) AS key_query_diagonal,
  if(plain, key_query_off_diagonal, null) AS key_query_off_diagonal,
  if(plain, value_label, null) AS value_label,
  if(plain, product, null) AS product,
  if(plain, value_input_diagonal, null) AS value_input_diagonal,
  rank_ratio,
  if(plain, role, null) AS role
FROM (
  SELECT *,
    is_plain(struct(${parameters})) AS plain
  FROM records
  LATERAL VIEW inline(heads_of(weights)) AS
    layer, head, key_query_diagonal, key_query_off_diagonal, value_label, product, value_input_diagonal,
    rank_ratio, role
  WHERE kind = 'transformer'
)
