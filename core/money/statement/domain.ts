import type { DomainPart } from '../../platform/domain-part.js';
import { BankImport } from './bank-import.entity.js';
import { statementPurpose } from './import-statement-file.js';
import { bankImports } from './statement.policy.js';
import { StatementResolver } from './statement.resolver.js';

/** What files of the bank add to the money domain. */
export const statements: DomainPart = {
  entities: [BankImport],
  resolvers: [StatementResolver],
  sources: [bankImports],
  uploads: [
    {
      name: statementPurpose,
      permission: 'payment.match',
      mediaTypes: ['text/plain', 'application/xml'],
    },
  ],
};
