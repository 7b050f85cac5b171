'use client'
import { createContext, type ReactNode, useContext, useRef } from 'react'
import { type FieldValues, FormProvider, type SubmitHandler, type UseFormReturn } from 'react-hook-form'

type TranslateError = (message: string) => string

const TranslateContext = createContext<TranslateError>((message) => message)

/** Turns a schema's message key into the words of the form's own namespace. */
export function useErrorTranslation() {
  return useContext(TranslateContext)
}

type FormProps<TInput extends FieldValues, TOutput> = {
  form: UseFormReturn<TInput, unknown, TOutput>
  onSubmit: SubmitHandler<TOutput>
  translateError?: TranslateError
  children: ReactNode
  className?: string
  id?: string
}

/** A form whose own checks replace the browser's; a refused submit moves focus to the first field to mend. */
export function Form<TInput extends FieldValues, TOutput = TInput>({
  form,
  onSubmit,
  translateError = (message) => message,
  children,
  className,
  id,
}: FormProps<TInput, TOutput>) {
  const element = useRef<HTMLFormElement>(null)
  const focusFirstError = () =>
    requestAnimationFrame(() => {
      const first = element.current?.querySelector('[aria-invalid="true"]')
      if (first instanceof HTMLElement) first.focus()
    })
  return (
    <TranslateContext.Provider value={translateError}>
      <FormProvider {...form}>
        <form
          ref={element}
          id={id}
          noValidate
          className={className}
          onSubmit={form.handleSubmit(onSubmit, focusFirstError)}
        >
          {children}
        </form>
      </FormProvider>
    </TranslateContext.Provider>
  )
}
