/** The element id of a form field, so that the summary can lead to it. */
export function toFieldId(name: string) {
  return `field-${name.replaceAll('.', '-')}`
}
