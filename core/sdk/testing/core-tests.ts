import { expect } from '@jest/globals';
import { contractCalls } from '../../employment/testing/calls.js';
import { employmentWorld, gives } from '../../employment/testing/world.js';
import { newInvoice, prove, receive } from '../../money/testing.js';
import type { PluginDefinition } from '../define.js';
import type { Declare } from './declare.js';

/**
 * The core's own steps with the plugin on, where it has no rows: what the core's suite does at length.
 * A rule that refuses them would be one about things that are none of the plugin's.
 */
export function coreTests(test: Declare, plugin: PluginDefinition): void {
  test('lets the core work as without it where it has nothing: invoice, payment, contract', async () => {
    const world = await employmentWorld({ plugins: [plugin] });
    const { p } = world;
    try {
      const invoice = await newInvoice(p, 'member-stage');
      await receive(p, '1210.00', invoice.structuredCommunication);
      await gives(p, 1_000_00n);
      const { create, sign, cancel } = contractCalls(world);
      const drafted = await create();
      expect(drafted.violations).toEqual([]);
      const id = drafted.contract?.id as string;
      expect(await sign(id)).toMatchObject({ contract: { status: 'SIGNED' }, violations: [] });
      expect((await cancel(id)).violations).toEqual([]);
      await p.platform.settle();
      const failed = await p.admin.query(
        `select handler, last_error from core.delivery where attempts > 0 and state <> 'DONE'`,
      );
      expect(failed).toEqual([]);
      await prove(p);
    } finally {
      await p.close();
    }
  });
}
