/** The operations of the four stories, as a client of the API writes them. */
import { problems } from '../operations.js';

export { createInvoice, importStatement, issueInvoice, releasePayouts } from '../operations.js';
export { createProduction } from '../tour.operations.js';

const mutation = (name: string, input: string, answer: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${answer} ${problems} } }`;

export const mine = `{ viewer { member { id displayName activities(first: 10) { nodes {
  id name clients(first: 5) { nodes { id name } } } } } } }`;

const money = '{ amount }';

/** What is left out is said and stands in nobody's way, so it goes by another name. */
export const planAssignment = `mutation ($input: PlanAssignmentInput!) {
  planAssignment(input: $input) { remarks: violations { code severity message }
    assignment { id title cost ${money}
      steps { tool { name } cost ${money} cashFlow { amount ${money} payer prefinancing } }
      cashFlow { day withPrefinancing ${money} withoutPrefinancing ${money} } } } }`;

export const startAssignment = mutation(
  ...(['startAssignment', 'AssignmentStepInput', 'assignment { id }'] as const),
);

const steps = 'status steps { id status reference tool { name } violations { message } }';
export const progress = `subscription ($id: ID!) {
  assignmentProgress(id: $id) { assignment { ${steps} } } }`;
export const assignment = `query ($id: ID!) { assignment(id: $id) { ${steps} } }`;

export const invoice = `query ($id: ID!) { node(id: $id) { ... on Invoice {
  id number status paymentStatus dueOn structuredCommunication total ${money} due ${money}
  net ${money} } } }`;

export const desk = `query ($provider: String!) {
  providerRequests(first: 50, filter: { provider: $provider, state: [OPEN] }) {
    nodes { id request activity { id } } } }`;
export const answerDesk = mutation(
  ...(['answerProviderRequest', 'AnswerProviderRequestInput', 'request { state }'] as const),
);
export const acceptTickets = mutation(
  ...(['mobilityAcceptTickets', 'MobilityTicketStepInput', 'request { status }'] as const),
);

export const handOverVan = mutation(
  ...(['mobilityHandOverVan', 'MobilityHandOverVanInput', 'rental { status }'] as const),
);
export const returnVan = mutation(
  ...(['mobilityReturnVan', 'MobilityReturnVanInput', 'rental { status }'] as const),
);

export const contracts = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contract {
  id status dueOn gross ${money} net ${money} } } }`;
export const contractDays = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contract {
  jointCommittee performingArts { days { kind { code } } } } } }`;
export const payouts = `query ($activityId: ID!) {
  payouts(first: 100, filter: { activityId: $activityId, status: [DUE] }) { nodes { id } } }`;

export const publishOffer = mutation(
  ...(['marketplacePublishOffer', 'MarketplacePublishOfferInput', 'offer { id }'] as const),
);
export const publishRequest = mutation(
  ...(['marketplacePublishRequest', 'MarketplacePublishRequestInput', 'request { id }'] as const),
);
export const proposals = `query ($id: ID!) { marketplaceRequest(id: $id) {
  proposals(first: 10) { nodes { id } } } }`;
export const answerProposal = mutation(
  ...(['marketplaceAnswerProposal', 'MarketplaceAnswerProposalInput'] as const),
  'proposal { status }',
);

export const createShoot = mutation(
  'audiovisualCreateProduction',
  'AudiovisualCreateProductionInput',
  'production { id title }',
);

export const describeCompany = mutation(
  'performingArtsDescribeActivity',
  'PerformingArtsDescribeActivityInput',
  'activity { companyName }',
);

export const productionDates = `query ($id: ID!) { activity(id: $id) { performingArts {
  productions { id dates(first: 20) { nodes { id day } } } } } }`;
export const createVenue = mutation(
  ...(['performingArtsCreateVenue', 'PerformingArtsCreateVenueInput', 'venue { id }'] as const),
);
export const draftDeal = mutation(
  ...(['performingArtsDraftDeal', 'PerformingArtsDraftDealInput', 'deal { id }'] as const),
);
export const signDeal = mutation(
  ...(['performingArtsSignDeal', 'PerformingArtsSignDealInput'] as const),
  'deal { status dates { status } contract { filename } }',
);
export const deal = `query ($id: ID!) { performingArtsDeal(id: $id) { status } }`;
export const draftRights = mutation(
  ...(['performingArtsDraftRights', 'PerformingArtsDraftRightsInput'] as const),
  `declaration { id expected ${money} }`,
);
export const declareRights = mutation(
  ...(['performingArtsDeclareRights', 'PerformingArtsDeclareRightsInput'] as const),
  'declaration { status }',
);
export const proposeSettlement = mutation(
  ...(['performingArtsProposeSettlement', 'PerformingArtsProposeSettlementInput'] as const),
  `settlement { id company ${money} organiserPart ${money} due ${money} }`,
);
export const agreeSettlement = mutation(
  ...(['performingArtsAgreeSettlement', 'PerformingArtsAgreeSettlementInput'] as const),
  'settlement { status }',
);
export const invoiceSettlement = mutation(
  ...(['performingArtsInvoiceSettlement', 'PerformingArtsInvoiceSettlementInput'] as const),
  'settlement { id }',
);

export const acceptQuote = mutation('acceptQuote', 'QuoteStepInput', 'quote { number }');
export const brief = `query ($id: ID!) { designBrief(id: $id) {
  title status deliverables { id title status } } }`;
const deliverable = 'deliverable { id status }';
const change = (name: string) => mutation(name, 'DesignChangeDeliverableInput', deliverable);
export const submit = change('designSubmitDeliverable');
export const approve = change('designAcceptDeliverable');
export const deliver = change('designDeliverDeliverable');
export const grantLicence = mutation(
  ...(['designGrantLicence', 'DesignGrantLicenceInput', 'licence { id use }'] as const),
);
export const licence = `query ($id: ID!) { designLicence(id: $id) { use } }`;

export const addInvestment = mutation(
  'startUpAddInvestment',
  'StartUpAddInvestmentInput',
  'investment { id }',
);
export const forecastCash = mutation(
  'startUpForecastCash',
  'StartUpForecastCashInput',
  'scenario { forecast { runwayMonths averageBurn { amount } } }',
);
const opinion = (name: string) => mutation(name, 'FinancingOpinionInput', 'loan { status }');
export const adviseLoan = opinion('financingAdvise');
export const decideLoan = opinion('financingDecide');
export const repayLoan = mutation(
  ...(['financingRepay', 'FinancingRepayInput', 'loan { status }'] as const),
);
export const loan = `query ($id: ID!) { financingLoan(id: $id) {
  product purpose status drawnOn amount ${money} fileCost ${money} owed ${money}
  scoring { reason } instalments { dueOn amount ${money} } } }`;

export const startUp = `query ($id: ID!, $on: Date!) { activity(id: $id) { startUp {
  companyName capTable(on: $on) { holder { name } shares shareClass }
  investments { title bookValue(on: $on) ${money} } } } }`;

export const trainings = `{ trainingCourses(first: 1) { nodes { sessions { id } } } }`;

export const collectionFile = `query ($invoiceId: ID!) {
  collectionFile(invoiceId: $invoiceId) {
    status nextStepOn claim { total ${money} } evidence { filename }
    open { total ${money} } paid { interest ${money} lumpSum ${money} } } }`;
const collect = (name: string, input: string) => mutation(name, input, 'file { status }');
export const remind = collect('collectionRemind', 'CollectionLetterInput');
export const giveNotice = collect('collectionGiveNotice', 'CollectionLetterInput');
export const handOver = collect('collectionHandOver', 'CollectionHandOverInput');

export const statement = `query ($id: ID!, $from: Date!, $until: Date!) {
  activityStatement(activityId: $id, from: $from, until: $until) {
    opening ${money} closing ${money} download { url filename }
    entries(first: 100) {
      nodes { on kind document amount ${money} balance ${money} } } } }`;
