"""Forms of the desk: blanks made from a JSON schema, and how a refusal of the domain is shown in a form."""
