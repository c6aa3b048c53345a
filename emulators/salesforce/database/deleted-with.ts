/** Under this name a deleted row keeps the id of the record whose deletion took it along; no field of any object is called so. */
export const DELETED_WITH = '(deleted with)';
