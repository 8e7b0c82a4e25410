import type { Finding } from '../../platform/write/violation.js';
import type { HeldAttestation, LawCheck, LawFacts } from '../rules/contract-law.js';

/**
 * Work under article 1bis needs an arts-work attestation that holds on every day of the contract and
 * that somebody of the co-operative has seen.
 */
export const articleOneBis: LawCheck = ({ contract, attestations, on }) => {
  const last = contract.days.at(-1)?.day ?? on;
  const covers = attestations.filter(({ from, until }) => from <= on && last < until);
  if (covers.some(({ verified }) => verified)) return [];
  return [{ ...finding(covers.length > 0, attestations, last), ...law }];
};

/** The attestation that a contract is signed on: of those that cover it, the one that ends last. */
export function attestationFor({ contract, attestations, on }: LawFacts): string | null {
  const last = contract.days.at(-1)?.day ?? on;
  const holding = attestations
    .filter(({ from, until, verified }) => verified && from <= on && last < until)
    .sort((a, b) => (a.until < b.until ? 1 : -1));
  return holding[0]?.id ?? null;
}

function finding(
  unverified: boolean,
  attestations: readonly HeldAttestation[],
  last: string,
): Finding {
  const path = ['kind'];
  if (unverified) return { code: 'attestation.not-verified', path };
  const latest = attestations
    .map(({ until }) => until)
    .sort()
    .at(-1);
  if (latest === undefined) return { code: 'attestation.none', path };
  return { code: 'attestation.not-covering', path, values: { until: latest, last } };
}

const law = {
  source: {
    title: 'Law of 27 June 1969 on social security, article 1bis: arts-work attestation',
    url: 'https://www.socialsecurity.be/employer/instructions/dmfa/nl/latest/instructions/persons/specific/artists.html',
  },
  effectiveFrom: '2024-01-01',
} as const;
