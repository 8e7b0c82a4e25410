/** The operations of the main job, as a client of the API writes them. */
const problems = 'violations { code message plugin }';

export const registerMember = `mutation ($input: RegisterMemberInput!) {
  registerMember(input: $input) { member { id version displayName } ${problems} } }`;

export const identifyMember = `mutation ($input: IdentifyMemberInput!) {
  identifyMember(input: $input) { member { id } ${problems} } }`;

export const openActivity = `mutation ($input: OpenActivityInput!) {
  openActivity(input: $input) { activity { id name } ${problems} } }`;

export const createClient = `mutation ($input: CreateClientInput!) {
  createClient(input: $input) { client { id name } ${problems} } }`;

export const createQuote = `mutation ($input: CreateQuoteInput!) {
  createQuote(input: $input) { quote { id } ${problems} } }`;

export const sendQuote = `mutation ($input: QuoteStepInput!) {
  sendQuote(input: $input) { quote { id } ${problems} } }`;

export const acceptQuote = `mutation ($input: QuoteStepInput!) {
  acceptQuote(input: $input) { quote { number total { amount } } ${problems} } }`;

export const describeActivity = `mutation ($input: PerformingArtsDescribeActivityInput!) {
  performingArtsDescribeActivity(input: $input) { ${problems} } }`;

export const createProduction = `mutation ($input: PerformingArtsCreateProductionInput!) {
  performingArtsCreateProduction(input: $input) { production { id title } ${problems} } }`;

export const scheduleTour = `mutation ($input: PerformingArtsScheduleTourInput!) {
  performingArtsScheduleTour(input: $input) { ${problems} } }`;

const assignmentFields = `id status cost { amount }
  steps { tool { name } status reference violations { message } }`;

export const planAssignment = `mutation ($input: PlanAssignmentInput!) {
  planAssignment(input: $input) { assignment { ${assignmentFields} } ${problems} } }`;

export const startAssignment = `mutation ($input: AssignmentStepInput!) {
  startAssignment(input: $input) { assignment { id status } ${problems} } }`;

export const assignment = `query ($id: ID!) { assignment(id: $id) { ${assignmentFields} } }`;

export const invoice = `query ($id: ID!) {
  invoice(id: $id) { number structuredCommunication total { amount } } }`;

export const importStatement = `mutation ($input: ImportBankStatementInput!) {
  importBankStatement(input: $input) { ${problems} } }`;

export const balance = `query ($id: ID!) { activity(id: $id) {
  balance { available { amount } receivable { amount } advanced { amount } } } }`;
