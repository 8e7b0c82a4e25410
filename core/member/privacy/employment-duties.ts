import type { CoreDuty } from './core-duty.js';
import { among } from './whose.js';

/** What a person worked and was paid, and why so: also what they said of their household and year. */
const ground =
  'The law has the documents of employment, of pay and of its declarations kept, with their proof.';

const ofContract = among('contract_id', 'core.contract', 'worker_id = $2');
const ofEngagement = among('engagement_id', 'core.engagement', 'worker_id = $2');

/** By the rows that are a person's. */
const whose: Readonly<Record<string, string>> = {
  'core.engagement': 'worker_id = $2',
  'core.engagement_month': ofEngagement,
  'core.engagement_month_refusal': ofEngagement,
  'core.engagement_month_waiver': ofEngagement,
  'core.engagement_settlement': ofEngagement,
  'core.contract': 'worker_id = $2',
  'core.contract_day': 'worker_id = $2',
  'core.contract_pay': ofContract,
  'core.hiring': `contract_ids && array(select id from core.contract
     where cooperative_id = $1 and worker_id = $2)`,
  'core.pay_choice': 'member_id = $2',
  'core.pay_reserve': 'member_id = $2',
  'core.pay_run_refusal': ofContract,
  'core.dimona_declaration': ofContract,
  'core.place_of_work': among('activity_id', 'core.activity', 'manager_id = $2'),
  'core.formality': 'worker_id = $2',
  'core.attestation': 'member_id = $2',
  'core.student_hours': 'member_id = $2',
  'core.amateur_allowance': 'artist_id = $2',
  'core.amateur_allowance_day': 'artist_id = $2',
  'core.amateur_days': 'member_id = $2',
};

export const employmentDuties: readonly CoreDuty[] = Object.entries(whose).map(
  ([table, condition]): CoreDuty => ({ table, whose: condition, term: 'employment', ground }),
);
