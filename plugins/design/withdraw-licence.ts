import {
  type Attempted,
  changeable,
  Field,
  ID,
  InputType,
  locked,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { DesignInvoice } from './invoice.entity.js';
import { DesignLicence } from './licence.entity.js';
import { isPaid } from './licence-scope.js';

@InputType({ description: 'A licence that is taken back before it was paid.' })
export class DesignWithdrawLicenceInput {
  @Field(() => ID, { description: 'The licence.' })
  id: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Takes back a licence that nobody has paid; a draft invoice then asks no rights for it any more. */
export async function withdrawLicence(
  ctx: PluginContext,
  input: DesignWithdrawLicenceInput,
): Promise<Attempted<DesignLicence>> {
  const permission = 'design.write';
  const { id, activityId } = await changeable(ctx, DesignLicence, input.id, { permission });
  const step = { action: 'design.withdraw-licence', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    await inside.core.lock('Activity', activityId);
    const licence = await locked(inside, DesignLicence, id);
    const invoice = await inside.core.invoice(licence.invoiceId);
    return {
      findings: withdrawFindings(licence, isPaid(invoice)),
      write: async () => {
        if (invoice?.status === 'DRAFT') await takeRights(inside, licence);
        const subject = { type: 'DesignLicence', id };
        inside.emit({ type: 'design.licence-withdrawn', subject, activityId });
        const change = { status: 'WITHDRAWN' as const, changedAt: inside.now };
        return (await inside.store.update(DesignLicence, id, change)) ?? licence;
      },
    };
  });
}

function withdrawFindings({ status }: DesignLicence, paid: boolean): PluginFinding[] {
  if (status === 'WITHDRAWN') return [{ code: 'design.licence-withdrawn', path: ['id'] }];
  return paid ? [{ code: 'design.licence-paid', path: ['id'] }] : [];
}

async function takeRights(
  inside: PluginContext,
  { invoiceId, feeMinor, reuse }: DesignLicence,
): Promise<void> {
  const rights = await locked(inside, DesignInvoice, invoiceId);
  await inside.store.update(DesignInvoice, invoiceId, {
    rightsMinor: rights.rightsMinor - feeMinor,
    reuseMinor: rights.reuseMinor - (reuse ? feeMinor : 0n),
    changedAt: inside.now,
  });
}
