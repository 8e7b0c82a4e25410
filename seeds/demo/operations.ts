/** What the people of the demo ask of the API: ordinary operations of a client. */
export const problems = 'violations { code message severity plugin }';

export const openActivity = `mutation ($input: OpenActivityInput!) {
  openActivity(input: $input) { activity { id name } ${problems} } }`;

export const invite = `mutation ($input: InviteToActivityInput!) {
  inviteToActivity(input: $input) { activity { id } ${problems} } }`;

export const accept = `mutation ($input: AnswerInvitationInput!) {
  acceptInvitation(input: $input) { activity { id } ${problems} } }`;

export const createClient = `mutation ($input: CreateClientInput!) {
  createClient(input: $input) { client { id name } ${problems} } }`;

export const createQuote = `mutation ($input: CreateQuoteInput!) {
  createQuote(input: $input) { quote { id } ${problems} } }`;

export const sendQuote = `mutation ($input: QuoteStepInput!) {
  sendQuote(input: $input) { quote { id } ${problems} } }`;

export const acceptQuote = `mutation ($input: QuoteStepInput!) {
  acceptQuote(input: $input) { quote { number total { amount } } ${problems} } }`;

export const createInvoice = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { id } ${problems} } }`;

export const issueInvoice = `mutation ($input: IssueInvoiceInput!) {
  issueInvoice(input: $input) {
    invoice { id dueOn structuredCommunication total { amount } } ${problems} } }`;

export const importStatement = `mutation ($input: ImportBankStatementInput!) {
  importBankStatement(input: $input) { ${problems} } }`;

export const setPayoutAccount = `mutation ($input: SetPayoutAccountInput!) {
  setPayoutAccount(input: $input) { ${problems} } }`;

export const assignAdviser = `mutation ($input: AssignAdviserInput!) {
  assignAdviser(input: $input) { ${problems} } }`;

export const createContract = `mutation ($input: CreateContractInput!) {
  createContract(input: $input) { contract { id } ${problems} } }`;

export const signContract = `mutation ($input: ContractStepInput!) {
  signContract(input: $input) { contract { id } ${problems} } }`;

export const waitingPayouts = `query ($after: String) {
  payouts(first: 100, after: $after, filter: { status: [DUE] }) {
    nodes { id } pageInfo { hasNextPage endCursor } } }`;

export const releasePayouts = `mutation ($input: ReleasePayoutsInput!) {
  releasePayouts(input: $input) { ${problems} } }`;

export const decideDeclaring = `mutation ($input: DecideDeclaringInput!) {
  decideDeclaring(input: $input) { ${problems} } }`;

export const enablePlugin = `mutation ($input: DecidePluginInput!) {
  enablePlugin(input: $input) { ${problems} } }`;
