import { validation } from 'gezel/sdk';
import { AudiovisualCrewMember } from './crew.entity.js';

/** Who works on a production of one joint committee is not hired under another. */
export const otherJointCommittee = validation({
  name: 'audiovisual.joint-committee',
  on: 'contract.sign',
  because: {
    title:
      'Act of 5 December 1968 on collective agreements and joint committees: 303.01 is competent ' +
      'for the production of films, 227 for the audiovisual sector',
  },
  // Since when productions are kept here at all; the committees themselves are older.
  effective: { from: '2020-01-01' },
  needs: { crew: { entity: AudiovisualCrewMember, by: 'contractId', equals: 'id' } },
  check: ({ after, extensions }) =>
    (extensions.crew ?? []).flatMap(({ jointCommittee: expected }) => {
      if (expected == null || after.jointCommittee === expected) return [];
      const values = { expected, actual: after.jointCommittee ?? '–' };
      return [{ code: 'audiovisual.other-joint-committee', path: ['jointCommittee'], values }];
    }),
});
