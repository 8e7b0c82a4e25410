/**
 * Tables of the core in which nobody is found: figures, settings, counters, what is told by ids
 * alone. An id of who decided something says nothing once the member's row is erased.
 */
export const personlessTables: readonly string[] = [
  // The co-operatives, what they decided, and their plugins.
  ...['core.cooperative', 'core.cooperative_opening', 'core.host_entity', 'core.plugin_decision'],
  'core.peppol_participant',
  ...['core.autonomy_limit', 'core.share_price', 'core.provider_setting', 'core.archived_schema'],
  ...['core.skipped_validation', 'core.retention_rule'],
  ...['core.purge_duty', 'core.purge_record'],
  // Events by ids, and the notes of their delivery.
  ...['core.outbox', 'core.delivery', 'core.webhook_delivery', 'core.inbox'],
  // Figures of the law and of agreements.
  ...['core.money_rule', 'core.vat_rate', 'core.vat_ground', 'core.author_rights_year'],
  'core.loss_ground',
  ...['core.employment_rule', 'core.minimum_pay', 'core.pay_figure', 'core.pay_coefficient'],
  ...['core.agreed_figure', 'core.agency'],
  ...['core.contract_kind', 'core.day_kind', 'core.dimona_setting', 'core.dimona_worker_type'],
  ...['core.employment_policy', 'core.engagement_policy', 'core.production_cost'],
  // Rules and lists of money.
  ...['core.fee_rule', 'core.fund_rule', 'core.expense_category', 'core.km_regime'],
  ...['core.charge_rule', 'core.sector_account', 'core.late_charge'],
  ...['core.asset', 'core.asset_policy'],
  ...['core.chart_account', 'core.budget_kind', 'core.budget_kind_source'],
  // Counters, files and runs as a whole.
  ...['core.contract_counter', 'core.document_counter', 'core.payment_reference'],
  ...['core.bank_import', 'core.bank_statement', 'core.payout_file', 'core.pay_run'],
  ...['core.intercoop_settlement', 'core.line_assignment'],
  // The ledger’s own lists; its transactions name accounts, and these their owners.
  ...['ledger.account_code', 'ledger.once_per_source', 'ledger.period_lock'],
  ...['ledger.txn', 'ledger.source_claim'],
];
