import { registerEnumType } from 'type-graphql';

export enum AuthorRightsWork {
  LITERARY_OR_ARTISTIC = 'LITERARY_OR_ARTISTIC',
  NEIGHBOURING = 'NEIGHBOURING',
  COMPUTER_PROGRAM = 'COMPUTER_PROGRAM',
}
registerEnumType(AuthorRightsWork, {
  name: 'AuthorRightsWork',
  description: 'On what kind of work the rights are.',
  valuesConfig: {
    LITERARY_OR_ARTISTIC: {
      description: 'A work of literature or art: text, image, music, design.',
    },
    NEIGHBOURING: { description: 'A neighbouring right: of a performer or a producer.' },
    COMPUTER_PROGRAM: { description: 'A computer program: not since income year 2023.' },
  },
});

export enum AuthorRightsGround {
  ATTESTATION = 'ATTESTATION',
  PUBLIC_COMMUNICATION = 'PUBLIC_COMMUNICATION',
}
registerEnumType(AuthorRightsGround, {
  name: 'AuthorRightsGround',
  description: 'Why the regime of author rights holds (CIR 92, art. 17 § 1, 5°).',
  valuesConfig: {
    ATTESTATION: { description: 'The member holds an attestation of work in the arts.' },
    PUBLIC_COMMUNICATION: {
      description: 'The rights are transferred for communication to the public or reproduction.',
    },
  },
});
