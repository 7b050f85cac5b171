'use client'
import {
  type FieldError,
  type FieldPath,
  type FieldValues,
  get,
  useFormContext,
  useFormState,
  useWatch,
} from 'react-hook-form'
import { Field, type FieldProps } from '@/components/ui/field'
import { toFieldId } from './field-id'
import { useErrorTranslation } from './form'

type FormFieldProps<TValues extends FieldValues> = Omit<FieldProps, 'error' | 'id' | 'count'> & {
  name: FieldPath<TValues>
  /** Shows the count of code points against this limit. */
  max?: number
}

/** A Field that listens to one value of the form around it. Inside: a control with `{...register(name)}`. */
export function FormField<TValues extends FieldValues = FieldValues>({ name, max, ...rest }: FormFieldProps<TValues>) {
  const { control } = useFormContext<TValues>()
  const { errors } = useFormState({ control, name })
  const translate = useErrorTranslation()
  const fault: FieldError | undefined = get(errors, name)
  const shown = {
    ...rest,
    id: toFieldId(name),
    error: fault?.message ? translate(fault.message) : undefined,
  }
  return max === undefined ? <Field {...shown} /> : <CountedField name={name} max={max} {...shown} />
}

/** Apart from FormField, so that only a counted field renders at each key. */
function CountedField({ name, max, ...rest }: FieldProps & { name: string; max: number }) {
  const value: unknown = useWatch({ name })
  return <Field {...rest} count={{ value: typeof value === 'string' ? value : '', max }} />
}
