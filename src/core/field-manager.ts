/** Who changes an object, as its managedFields name us. */
export const fieldManager = 'karmate';
