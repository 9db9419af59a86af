create index act_result on operator.act (kind, result_id) where state = 'APPLIED';
