package kz.sandyq.operator.acts;

/** What a field that asks a question takes. */
enum YesNo {
    YES,
    NO
}
