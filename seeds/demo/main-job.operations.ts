/** The operations of the main job, as a client of the API writes them. */
import { problems } from './operations.js';

export {
  acceptQuote,
  createClient,
  createQuote,
  importStatement,
  openActivity,
  sendQuote,
} from './operations.js';

export const registerMember = `mutation ($input: RegisterMemberInput!) {
  registerMember(input: $input) { member { id version displayName } ${problems} } }`;

export const identifyMember = `mutation ($input: IdentifyMemberInput!) {
  identifyMember(input: $input) { member { id } ${problems} } }`;

export const setNationalNumber = `mutation ($input: SetNationalNumberInput!) {
  setNationalNumber(input: $input) { member { id } ${problems} } }`;

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

export const balance = `query ($id: ID!) { activity(id: $id) {
  balance { available { amount } receivable { amount } advanced { amount } } } }`;
