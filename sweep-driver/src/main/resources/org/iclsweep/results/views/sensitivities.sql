-- one row a trial and step: how a token behind the first layer depends on the tokens before it
SELECT
  trial_id, kind, ${parameters},
  point.step, point.own, point.next, point.other, point.other_with_next
FROM records LATERAL VIEW explode(sensitivities) AS point
