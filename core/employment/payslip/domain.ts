import type { DomainPart } from '../../platform/domain-part.js';
import { payslipDownload, statementDownload } from './pay-files.js';
import {
  ContractPayslipResolver,
  MemberPayResolver,
  PayStatementResolver,
  PayslipResolver,
} from './payslip.resolver.js';

export const payslipPart: DomainPart = {
  resolvers: [ContractPayslipResolver, PayslipResolver, MemberPayResolver, PayStatementResolver],
  downloads: [payslipDownload, statementDownload],
};
