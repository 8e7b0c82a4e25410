import type { ChargeOrder } from './core-port.js';
import type { PluginFinding } from './define.js';

export interface BudgetPort {
  /**
   * What the budgets of an activity say to a charge that is to be made: for each whose line it
   * passes `budget.passed`, a warning or a refusal as that budget has it. Only what the activity
   * itself would pay counts. Writes nothing; asked while the activity is held (`lock`), it still
   * holds when the charge is made.
   */
  judge(charge: JudgedCharge): Promise<readonly PluginFinding[]>;
}

/** A charge as it would be made. */
export type JudgedCharge = Omit<ChargeOrder, 'key'>;
