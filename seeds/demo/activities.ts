/** The activities of the demo: one of each sector, with what they sell and to whom. */
export interface DemoActivityPlan {
  /** The person who manages it, by the role of the token. */
  readonly manager: string;
  readonly name: string;
  readonly sector: string;
  readonly description: string;
  readonly client: {
    readonly kind: 'COMPANY' | 'PUBLIC_BODY' | 'CONSUMER';
    readonly name: string;
    readonly enterpriseNumber?: string;
    readonly vatNumber?: string;
    readonly city: string;
    readonly postalCode: string;
  };
  readonly sells: string;
  /** What a month's invoice comes to, in major units, before it varies with the month. */
  readonly monthly: number;
  readonly vat: { readonly category: string; readonly rate: string; readonly legalGround?: string };
  /** Who is hired each month, by which kind of contract, and what it may cost. */
  readonly hires?: {
    readonly worker: string;
    readonly kind: 'duration' | 'task';
    readonly budget: string;
    readonly hours: string;
  };
  /** The client pays so many days after the due day; null: the last two invoices stay open. */
  readonly paysAfterDays: number;
}

export const demoActivities: readonly DemoActivityPlan[] = [
  {
    manager: 'member-stage',
    name: 'Theatergezelschap De Wending',
    sector: 'performing-arts',
    description: 'New plays on tour through Flanders and Brussels.',
    client: {
      kind: 'COMPANY',
      name: 'Cultuurcentrum De Velinx',
      enterpriseNumber: '0206663151',
      vatNumber: 'BE0206663151',
      city: 'Tongeren',
      postalCode: '3700',
    },
    sells: 'Performances',
    monthly: 4_200,
    vat: { category: 'REDUCED', rate: '6', legalGround: 'Royal Decree No 20, table A, XXIX' },
    hires: { worker: 'musician', kind: 'duration', budget: '620.00', hours: '7.6' },
    paysAfterDays: 12,
  },
  {
    manager: 'member-film',
    name: 'Lichtval Films',
    sector: 'audiovisual',
    description: 'Short documentaries and commissioned films.',
    client: {
      kind: 'PUBLIC_BODY',
      name: 'Stad Gent',
      enterpriseNumber: '0207451227',
      city: 'Gent',
      postalCode: '9000',
    },
    sells: 'Documentary work',
    monthly: 6_500,
    vat: { category: 'STANDARD', rate: '21' },
    hires: { worker: 'technician', kind: 'task', budget: '910.00', hours: '8' },
    paysAfterDays: 5,
  },
  {
    manager: 'member-design',
    name: 'Studio Smet',
    sector: 'design',
    description: 'Graphic identity and books.',
    client: {
      kind: 'COMPANY',
      name: 'Uitgeverij Zand',
      enterpriseNumber: '0403019261',
      vatNumber: 'BE0403019261',
      city: 'Antwerpen',
      postalCode: '2000',
    },
    sells: 'Graphic design',
    monthly: 2_800,
    vat: { category: 'STANDARD', rate: '21' },
    paysAfterDays: 0,
  },
  {
    manager: 'member-startup',
    name: 'Ploegspel',
    sector: 'start-ups',
    description: 'Board games for teams, sold to companies.',
    client: { kind: 'CONSUMER', name: 'Familie Verhaegen', city: 'Leuven', postalCode: '3000' },
    sells: 'Game evenings',
    monthly: 3_600,
    vat: { category: 'STANDARD', rate: '21' },
    paysAfterDays: 20,
  },
];
