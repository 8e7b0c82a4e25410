import { type PluginFinding, type ValidationInput, validation } from 'gezel/sdk';
import { PerformingArtsActivity } from './activity.entity.js';
import { PerformingArtsInvoice } from './invoice.entity.js';
import { exemptGround } from './test-exemption.js';

/** Nothing leaves as exempt for a performing artist that was not tested for its client. */
export const untestedExemption = validation({
  name: 'performing-arts.artist-exemption',
  on: 'invoice.issue',
  because: {
    title: 'VAT Code, art. 44 § 2, 8°: services of performing artists to organisers',
    url: 'https://www.cultuurloket.be/index.php/kennisbank/btw-extra-info/btw-tarief-en-vrijstellingen',
  },
  // Since when natural and legal persons are treated alike.
  effective: { from: '2014-01-01' },
  needs: {
    activity: { entity: PerformingArtsActivity, by: 'activityId', equals: 'activityId' },
    tested: { entity: PerformingArtsInvoice, by: 'invoiceId', equals: 'id' },
  },
  check: (change) => {
    const exempt = exemptLines(change.after);
    if (exempt.length === 0 || (change.extensions.activity ?? []).length === 0) return [];
    return exempt.flatMap((position) => lineFindings(change, position));
  },
});

function exemptLines({ lines }: ValidationInput['after']): number[] {
  if (!Array.isArray(lines)) return [];
  return lines.flatMap((line: { vatGround?: unknown } | null, i) =>
    line?.vatGround === exemptGround ? [i] : [],
  );
}

function lineFindings({ after, extensions }: ValidationInput, i: number): PluginFinding[] {
  const path = ['lines', String(i), 'vat'];
  const [tested] = extensions.tested ?? [];
  if (tested === undefined) return [{ code: 'performing-arts.exemption-untested', path }];
  if (tested.clientId === after.clientId) return [];
  return [{ code: 'performing-arts.exemption-other-client', path }];
}
