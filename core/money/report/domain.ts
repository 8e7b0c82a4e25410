import type { DomainPart } from '../../platform/domain-part.js';
import type { Messages } from '../../platform/messages.js';
import { feeReport } from './fee.report.js';
import { fundReport, journalReport } from './journal.report.js';
import { ReportResolver } from './report.resolver.js';
import { activityFileScope, fileScope } from './report-access.js';
import { reportDownload } from './report-file.js';
import {
  ActivityStatementResolver,
  FeeReportResolver,
  FundReportResolver,
  JournalResolver,
  VatListingResolver,
} from './report-parts.resolver.js';
import { statementReport } from './statement.report.js';
import { vatReport } from './vat.report.js';

const messages: Messages = {
  'chart.accounts-out-of-range': {
    nl: 'Geef 1 tot 200 rekeningen.',
    fr: 'Donnez de 1 à 200 comptes.',
    en: 'Give 1 to 200 accounts.',
    de: 'Geben Sie 1 bis 200 Konten an.',
  },
  'chart.code-twice': {
    nl: 'Deze rekening staat er twee keer bij.',
    fr: 'Ce compte est cité deux fois.',
    en: 'This account is named twice.',
    de: 'Dieses Konto ist zweimal genannt.',
  },
  'chart.code-unknown': {
    nl: 'Het grootboek heeft deze rekening niet.',
    fr: 'Le grand livre n’a pas ce compte.',
    en: 'The ledger has no such account.',
    de: 'Das Hauptbuch hat kein solches Konto.',
  },
  'chart.number-invalid': {
    nl: 'Een rekeningnummer telt 1 tot 20 letters en cijfers.',
    fr: 'Un numéro de compte a de 1 à 20 lettres et chiffres.',
    en: 'The number of an account has 1 to 20 letters and digits.',
    de: 'Eine Kontonummer hat 1 bis 20 Buchstaben und Ziffern.',
  },
};

/** What the books say: statements, VAT, fees, fund and journal, as pages and as files. */
export const reports: DomainPart = {
  resolvers: [
    ...[ReportResolver, ActivityStatementResolver, VatListingResolver],
    ...[FeeReportResolver, FundReportResolver, JournalResolver],
  ],
  downloads: [
    reportDownload(statementReport, activityFileScope),
    reportDownload(vatReport, fileScope),
    reportDownload(feeReport, fileScope),
    reportDownload(fundReport, fileScope),
    reportDownload(journalReport, fileScope),
  ],
  messages,
};
