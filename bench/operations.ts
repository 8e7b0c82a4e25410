/** The four operations, as each of the three servers is asked for the same thing. */
export interface Operation {
  readonly name: 'Q1' | 'Q2' | 'Q3' | 'M1';
  readonly title: string;
  readonly gezel: { readonly query: string; variables(row: SampleRow): object };
  readonly postgraphile: { readonly query: string; variables(row: SampleRow): object };
  /** The floor knows the operation by its name. */
  readonly floor: { variables(row: SampleRow): string[] };
}

/** A member with an activity and a client of it, so that no server answers from one hot row. */
export interface SampleRow {
  readonly cooperativeId: string;
  readonly memberId: string;
  readonly activityId: string;
  readonly clientId: string;
  readonly hostEntityId: string;
  /** Made for each request: PostGraphile's inserts name their ids. */
  readonly newId: string;
}

export const operations: readonly Operation[] = [
  {
    name: 'Q1',
    title: 'a member, its activities, each one’s last five invoices',
    gezel: {
      query: `query Q1($id: ID!) { member(id: $id) { id displayName
        activities(first: 10) { nodes { id name
          invoices(first: 5) { nodes { id number status total { amount currency } } } } } } }`,
      variables: (row) => ({ id: `Member:${row.memberId}` }),
    },
    postgraphile: {
      query: `query Q1($c: UUID!, $id: UUID!) {
        memberByCooperativeIdAndRowId(cooperativeId: $c, rowId: $id) { id displayName
          activitiesByCooperativeIdAndManagerId(first: 10, orderBy: [ROW_ID_DESC]) { nodes { id name
            invoicesByCooperativeIdAndActivityId(first: 5, orderBy: [ROW_ID_DESC]) {
              nodes { id number status totalMinor currency } } } } } }`,
      variables: (row) => ({ c: row.cooperativeId, id: row.memberId }),
    },
    floor: { variables: (row) => [row.memberId] },
  },
  {
    name: 'Q2',
    title: 'fifty members with their number of activities',
    gezel: {
      query: `query Q2 { members(first: 50) {
        nodes { id displayName activities { totalCount } } } }`,
      variables: () => ({}),
    },
    postgraphile: {
      query: `query Q2($c: UUID!) {
        allMembers(first: 50, orderBy: [ROW_ID_DESC], condition: { cooperativeId: $c }) {
          nodes { id displayName activitiesByCooperativeIdAndManagerId { totalCount } } } }`,
      variables: (row) => ({ c: row.cooperativeId }),
    },
    floor: { variables: () => [] },
  },
  {
    name: 'Q3',
    title: 'fifty invoices with activity and member',
    gezel: {
      query: `query Q3 { invoices(first: 50) { nodes { id number total { amount currency }
        activity { id name member { id displayName } } } } }`,
      variables: () => ({}),
    },
    postgraphile: {
      query: `query Q3($c: UUID!) {
        allInvoices(first: 50, orderBy: [ROW_ID_DESC], condition: { cooperativeId: $c }) {
          nodes { id number totalMinor currency activityByCooperativeIdAndActivityId { id name
            memberByCooperativeIdAndManagerId { id displayName } } } } }`,
      variables: (row) => ({ c: row.cooperativeId }),
    },
    floor: { variables: () => [] },
  },
  {
    name: 'M1',
    title: 'create an invoice with a line',
    gezel: {
      query: `mutation M1($input: CreateInvoiceInput!) { createInvoice(input: $input) {
        invoice { id status total { amount currency } } violations { code message } } }`,
      variables: (row) => ({
        input: {
          activityId: `Activity:${row.activityId}`,
          clientId: `Client:${row.clientId}`,
          lines: [line],
        },
      }),
    },
    postgraphile: {
      query: `mutation M1($invoice: InvoiceInput!, $line: InvoiceLineInput!) {
        createInvoice(input: { invoice: $invoice }) { invoice { id status totalMinor currency } }
        createInvoiceLine(input: { invoiceLine: $line }) { invoiceLine { position } } }`,
      variables: (row) => ({ invoice: invoiceRow(row), line: lineRow(row) }),
    },
    floor: { variables: (row) => [row.activityId, row.clientId, 'Work of a day'] },
  },
];

const line = {
  description: 'Work of a day',
  quantity: '1',
  unitPrice: '1000.00',
  vat: { category: 'STANDARD', rate: '21' },
};

const invoiceRow = (row: SampleRow) => ({
  cooperativeId: row.cooperativeId,
  rowId: row.newId,
  activityId: row.activityId,
  clientId: row.clientId,
  hostEntityId: row.hostEntityId,
  kind: 'INVOICE',
  status: 'DRAFT',
  currency: 'EUR',
  paymentTermDays: 30,
  netMinor: '100000',
  vatMinor: '21000',
  totalMinor: '121000',
  vatSubtotals: [],
});

const lineRow = (row: SampleRow) => ({
  cooperativeId: row.cooperativeId,
  invoiceId: row.newId,
  position: 1,
  description: 'Work of a day',
  quantityMicro: '1000000',
  unitPriceMinor: '100000',
  netMinor: '100000',
  vatCategory: 'STANDARD',
  vatRate: 2100,
});
