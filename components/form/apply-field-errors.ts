import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'

/** Puts what the server refused on the fields it refused, and leaves every typed value in place. */
export function applyFieldErrors<TValues extends FieldValues>(
  form: Pick<UseFormReturn<TValues>, 'setError'>,
  fieldErrors: Readonly<Record<string, string>>,
) {
  Object.entries(fieldErrors).forEach(([name, message], index) => {
    form.setError(name as FieldPath<TValues>, { type: 'server', message }, { shouldFocus: index === 0 })
  })
}
