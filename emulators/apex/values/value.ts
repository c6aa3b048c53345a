/**
 * A value of Apex while it runs. Which of these it is follows from its Apex type:
 *
 * | Apex                        | here                                                          |
 * | --------------------------- | ------------------------------------------------------------- |
 * | null                        | `null`, never `undefined`                                     |
 * | Boolean                     | `boolean`                                                     |
 * | Integer                     | `number`, whole, within 32 bits                               |
 * | Long                        | `bigint`, within 64 bits                                      |
 * | Double                      | `Double`, so that it is never taken for an Integer            |
 * | Decimal                     | `Decimal`                                                     |
 * | String                      | `string`                                                      |
 * | Id                          | `string` of 18 characters                                     |
 * | Date, Datetime, Time        | `ApexDate`, `ApexDatetime`                                    |
 * | Blob                        | `ApexBlob`                                                    |
 * | an enum                     | `EnumValue`, one object for each constant                     |
 * | List, Set, Map              | `ApexList`, `ApexSet`, `ApexMap`                              |
 * | an sObject                  | `SObject`                                                     |
 * | an instance of an Apex class | `ApexObject`                                                 |
 * | anything else               | the platform's own class of that thing (`platform/`)          |
 */
export type Value = null | boolean | number | bigint | string | object;
