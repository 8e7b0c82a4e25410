/** The operations of the tour, as a client of the API writes them. */
import { problems } from './operations.js';

export {
  createProduction,
  identifyMember,
  registerMember,
  scheduleTour,
  setNationalNumber,
} from './main-job.operations.js';
export {
  accept,
  invite,
  releasePayouts,
  setPayoutAccount,
  signContract,
  waitingPayouts,
} from './operations.js';

export const viewer = `{ viewer { member { id displayName
  activities(first: 10) { nodes { id name } } } } }`;

export const simulate = `mutation ($input: SimulatePayInput!) { simulatePay(input: $input) {
  pay { budget { amount } employerCost { amount } gross { amount } net { amount }
    lines { code title rate source } } ${problems} } }`;

/** What stands in the way is wanted here, so it goes by another name than what ends a run. */
export const tryHire = `mutation ($input: HireWorkersInput!) { hireWorkers(input: $input) {
  findings: violations { code path message source { title } } } }`;

export const hire = `mutation ($input: HireWorkersInput!) { hireWorkers(input: $input) {
  contracts { id number } } }`;

export const describeDays = `mutation ($input: PerformingArtsDescribeContractDaysInput!) {
  performingArtsDescribeContractDays(input: $input) { ${problems} } }`;

export const recordAttestation = `mutation ($input: RecordAttestationInput!) {
  recordAttestation(input: $input) { attestation { id } ${problems} } }`;

export const verifyAttestation = `mutation ($input: AttestationStepInput!) {
  verifyAttestation(input: $input) { attestation { id } ${problems} } }`;

export const formalities = `query ($filter: FormalityFilter) {
  formalities(first: 50, filter: $filter, orderBy: DUE_ON) { nodes {
    id kind country dueOn worker { displayName } } } }`;

export const settleFormality = `mutation ($input: SettleFormalityInput!) {
  settleFormality(input: $input) { formality { id status } ${problems} } }`;

export const contracts = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contract {
  id number status dueOn paidOn workCountry kind { code } worker { id displayName }
  gross { amount } net { amount } employerCost { amount }
  declarations { kind state reference } } } }`;

export const payslip = `query ($id: ID!) { contract(id: $id) { payslip {
  number from until days hours gross { amount } withholding { amount } net { amount }
  lines { code } document(locale: "nl") { url filename mediaType } } } }`;

export const yearOf = `query ($id: ID!, $year: Int!) { member(id: $id) { payStatements(year: $year) {
  year contracts days gross { amount } withholding { amount } net { amount }
  document(locale: "fr") { url filename mediaType } } } }`;

export const quarter = `query ($year: Int!, $quarter: Int!) { dmfa(year: $year, quarter: $quarter) {
  workers contracts contributionBase { amount } employeeContribution { amount }
  employerContribution { amount } document { url filename mediaType } } }`;

export const setEngagementPolicy = `mutation ($input: SetEngagementPolicyInput!) {
  setEngagementPolicy(input: $input) { decided ${problems} } }`;

export const setPayScheme = `mutation ($input: SetPaySchemeInput!) {
  setPayScheme(input: $input) { ${problems} } }`;

export const setPayChoice = `mutation ($input: SetPayChoiceInput!) {
  setPayChoice(input: $input) { ${problems} } }`;

export const createEngagement = `mutation ($input: CreateEngagementInput!) {
  createEngagement(input: $input) { engagement { id } ${problems} } }`;

export const trySignEngagement = `mutation ($input: SignEngagementInput!) {
  signEngagement(input: $input) { findings: violations { code message } } }`;

export const engagementsOf = `query ($id: ID!) {
  activity(id: $id) { engagements(first: 10) { nodes { id } } } }`;

export const endEngagement = `mutation ($input: EndEngagementInput!) {
  endEngagement(input: $input) { engagement { id } ${problems} } }`;

export const signEngagement = `mutation ($input: SignEngagementInput!) {
  signEngagement(input: $input) { engagement { id } ${problems} } }`;

export const registerAmateur = `mutation ($input: RegisterAmateurAllowanceInput!) {
  registerAmateurAllowance(input: $input) { allowance { id } findings: violations { code message } } }`;

export const payAmateur = `mutation ($input: PayAmateurAllowanceInput!) {
  payAmateurAllowance(input: $input) { allowance { id } ${problems} } }`;

export const engagement = `query ($id: ID!) { engagement(id: $id) { months { month contract {
  id number status dueOn paidOn workCountry kind { code } worker { id displayName }
  gross { amount } net { amount } employerCost { amount } declarations { kind state } } } } }`;
