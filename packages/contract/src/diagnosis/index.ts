export {
  type Diagnosis,
  type DiagnosisCode,
  type DiagnosisFacts,
  diagnose,
  type FactsArgument,
} from './diagnose.ts';
export type { DiagnosisRow, DiagnosisRows } from './row.ts';
export { diagnoses, diagnosisGroups } from './table.ts';
