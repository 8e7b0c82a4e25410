import { registerEnumType } from 'gezel/sdk';

export enum DebtorKind {
  COMPANY = 'COMPANY',
  CONSUMER = 'CONSUMER',
  PUBLIC_BODY = 'PUBLIC_BODY',
  FOREIGN = 'FOREIGN',
}
registerEnumType(DebtorKind, {
  name: 'CollectionDebtorKind',
  description: 'What the debtor is to the law: it decides on the ladder and on what may be asked.',
  valuesConfig: {
    COMPANY: { description: 'An enterprise: law of 2 August 2002; IOS is possible.' },
    CONSUMER: { description: 'A consumer: Book XIX of the Code of Economic Law.' },
    PUBLIC_BODY: { description: 'A public authority: law of 2 August 2002; never IOS.' },
    FOREIGN: { description: 'Abroad: as an enterprise, but not in the Belgian register: no IOS.' },
  },
});

export enum FileStatus {
  WATCHED = 'WATCHED',
  REMINDED = 'REMINDED',
  NOTICED = 'NOTICED',
  IOS = 'IOS',
  COURT = 'COURT',
  ENFORCEABLE = 'ENFORCEABLE',
  PLAN = 'PLAN',
  DISPUTED = 'DISPUTED',
  SETTLED = 'SETTLED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(FileStatus, {
  name: 'CollectionStatus',
  description: 'How far the collection of a debt has come.',
  valuesConfig: {
    WATCHED: { description: 'Nothing was asked for yet beyond the invoice.' },
    REMINDED: { description: 'A reminder was sent, free of charge.' },
    NOTICED: { description: 'Formal notice was given, with what the law allows on top.' },
    IOS: { description: 'With the bailiff, as an undisputed debt (Judicial Code art. 1394/20).' },
    COURT: { description: 'With a lawyer, for the court.' },
    ENFORCEABLE: { description: 'There is a title: the bailiff executes.' },
    PLAN: { description: 'The debtor pays in parts, as agreed; nothing else happens meanwhile.' },
    DISPUTED: { description: 'The debtor disputes the debt: everything stands still.' },
    SETTLED: { description: 'Nothing is due any more: paid, credited or given up for lost.' },
    WITHDRAWN: { description: 'The co-operative does not pursue it.' },
  },
});

export enum ChargeProceeds {
  COMMUNITY = 'COMMUNITY',
  ACTIVITY = 'ACTIVITY',
}
registerEnumType(ChargeProceeds, {
  name: 'CollectionProceeds',
  description: 'Whose income is what a late client pays on top of the invoice.',
  valuesConfig: {
    COMMUNITY: { description: 'The guarantee fund’s, which pays wages while a client is late.' },
    ACTIVITY: { description: 'The activity’s: it may spend it at once. No fee is taken of it.' },
  },
});

export enum Channel {
  EMAIL = 'EMAIL',
  POST = 'POST',
}
registerEnumType(Channel, {
  name: 'CollectionChannel',
  description: 'How a letter was sent: it decides on when the term of a consumer begins.',
  valuesConfig: {
    EMAIL: { description: 'By e-mail: the term begins on the next day.' },
    POST: { description: 'By post: the term begins on the third working day.' },
  },
});

export enum LetterKind {
  REMINDER = 'REMINDER',
  NOTICE = 'NOTICE',
}
registerEnumType(LetterKind, {
  name: 'CollectionLetterKind',
  description: 'What a letter is.',
  valuesConfig: {
    REMINDER: { description: 'A reminder; it costs nothing.' },
    NOTICE: { description: 'A formal notice, with interest and costs of its day.' },
  },
});

export enum Procedure {
  IOS = 'IOS',
  COURT = 'COURT',
}
registerEnumType(Procedure, {
  name: 'CollectionProcedure',
  description: 'By which way a debt is recovered by law.',
  valuesConfig: {
    IOS: { description: 'Undisputed debts between enterprises, by a bailiff.' },
    COURT: { description: 'A claim before the court, by a lawyer.' },
  },
});

export enum FigureCode {
  INTEREST_RATE = 'interest-rate',
  LUMP_SUM = 'lump-sum',
}
registerEnumType(FigureCode, {
  name: 'CollectionFigureCode',
  description: 'What a figure of the law is.',
  valuesConfig: {
    INTEREST_RATE: { description: 'The interest on late payment of a half-year, in percent.' },
    LUMP_SUM: { description: 'The lump sum for the costs of recovery, as an amount.' },
  },
});
