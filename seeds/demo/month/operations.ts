/** The operations of the month, as clients of the API write them. */
import { problems } from '../operations.js';

export { identifyMember, registerMember, setNationalNumber } from '../main-job.operations.js';
export {
  createClient,
  createContract,
  createQuote,
  openActivity,
  releasePayouts,
  sendQuote,
  setPayoutAccount,
  signContract,
} from '../operations.js';

const mutation = (name: string, input: string, answer: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${answer} ${problems} } }`;

const invoiceFields = `id number version status paymentStatus structuredCommunication
  total { amount } due { amount }`;

export const createQuoteLink = mutation('createQuoteLink', 'CreateQuoteLinkInput', 'token');
export const offer = `query ($token: String!) { offer(token: $token) {
  number status total { amount } seller { name activity } } }`;
export const answerOffer = mutation(
  ...(['answerOffer', 'AnswerOfferInput', 'offer { number status total { amount } }'] as const),
);
export const createInvoice = mutation('createInvoice', 'CreateInvoiceInput', 'invoice { id }');
export const issueInvoice = mutation(
  ...(['issueInvoice', 'IssueInvoiceInput', `invoice { ${invoiceFields} }`] as const),
);
export const creditInvoice = mutation(
  ...([
    'creditInvoice',
    'CreditInvoiceInput',
    'creditNote { id number total { amount } }',
  ] as const),
);
export const invoices = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice {
  ${invoiceFields} transmission { status receiver } } } }`;

export const contract = `query ($id: ID!) { contract(id: $id) {
  status dueOn paidOn net { amount } declarations { kind state } } }`;

export const balance = `query ($id: ID!) { activity(id: $id) { balance {
  available { amount } expected { amount } receivable { amount } advanced { amount } } } }`;

export const importBankFile = mutation(
  'importBankFile',
  'ImportBankFileInput',
  'bankImport { id format statements linesTotal imported matched settled }',
);
export const openBankLines = `{ bankLines(first: 10, filter: { open: true }, orderBy: NEWEST) {
  nodes { id counterpartyName open { amount } openDays suggestions { score
    reasons { code points message } parts { amount { amount } invoice { id number } } } } } }`;
export const matchPayment = mutation(
  ...(['matchPayment', 'MatchPaymentInput', `invoice { ${invoiceFields} }`] as const),
);
export const refundBankLine = mutation(
  ...(['refundBankLine', 'RefundBankLineInput', 'payout { id amount { amount } }'] as const),
);
export const suspense = '{ suspense { balance { amount } oldestOn } }';

export const createBudget = mutation(
  ...([
    'createBudget',
    'CreateBudgetInput',
    'budget { id lines { kind planned { amount } } }',
  ] as const),
);
/** Who approves is warned, and goes on: so the warning goes by another name than what ends a run. */
export const approvePurchase = `mutation ($input: ApprovePurchaseInput!) {
  approvePurchase(input: $input) { purchase { number payout { dueOn amount { amount } } }
    warnings: violations { code severity message } } }`;
export const purchases = `query ($activityId: ID!) {
  purchases(first: 10, filter: { activityId: $activityId }) { nodes {
    id number status supplierName total { amount } vat { amount } } } }`;

export const submitExpense = mutation(
  ...([
    'submitExpense',
    'SubmitExpenseInput',
    'expense { id version claimed { amount } }',
  ] as const),
);
export const approveExpense = mutation(
  ...([
    'approveExpense',
    'ApproveExpenseInput',
    'expense { approved { amount } deductibleVat { amount } payout { amount { amount } } }',
  ] as const),
);
/** A year whose figures are not published yet is refused, which is a part of the story. */
export const payAuthorRights = `mutation ($input: PayAuthorRightsInput!) {
  payAuthorRights(input: $input) { refusals: violations { code message }
    payment { gross { amount } costs { amount } withheld { amount } net { amount } } } }`;
export const transfer = mutation(
  ...([
    'transferBetweenActivities',
    'TransferBetweenActivitiesInput',
    'transfer { id amount { amount } }',
  ] as const),
);

const writeOff = `writeOff { id lost { amount } lostVat { amount } lostFee { amount }
  invoice { ${invoiceFields} } }`;
export const proposeWriteOff = mutation(
  'proposeInvoiceWriteOff',
  'ProposeInvoiceWriteOffInput',
  writeOff,
);
export const decideWriteOff = mutation(
  'decideInvoiceWriteOff',
  'DecideInvoiceWriteOffInput',
  writeOff,
);
export const fund = '{ guaranteeFund { losses { amount } } }';

export const duePayouts = `{ payouts(first: 100, filter: { status: [DUE] }) {
  nodes { id viewerCan amount { amount } } } }`;
export const hostEntities = '{ cooperative(slug: "demo") { hostEntities { id name } } }';
const file =
  'payoutFile { id paymentCount controlSum { amount } contentHash document { url filename } }';
export const makePayoutFile = mutation('makePayoutFile', 'MakePayoutFileInput', file);
export const releasePayoutFile = mutation('releasePayoutFile', 'PayoutFileInput', file);
export const payoutsOfFile = `query ($fileId: ID!) {
  payouts(first: 100, filter: { fileId: $fileId }) { nodes { status } } }`;

const download = 'download { url filename }';
const period = '($from: Date!, $until: Date!)';
const of = '(from: $from, until: $until)';
export const statement = `query ($id: ID!, $from: Date!, $until: Date!) {
  activityStatement(activityId: $id, from: $from, until: $until) {
    opening { amount } closing { amount } ${download} entries(first: 100) {
      nodes { on kind document amount { amount } balance { amount } } } } }`;
export const vatListing = `query ${period} { vatListing${of} {
  payable { amount } regularised { amount } deductible { amount } ${download} rows { documents } } }`;
export const feeReport = `query ${period} { feeReport${of} { booked { amount } ${download} } }`;
export const fundReport = `query ${period} { fundReport${of} {
  ${download} rows { account opening { amount } closing { amount } } } }`;
export const journal = `query ${period} { journal${of} { unmapped ${download} } }`;
export const chartAccounts = '{ chartAccounts { code number } }';
export const mapChartAccounts = mutation(
  'mapChartAccounts',
  'MapChartAccountsInput',
  'accounts { code }',
);
