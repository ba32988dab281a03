"""Checks of the arguments of the kit's public functions: what is wrong is said at once, with the way out.

    @checked(number("turns"))
    def at_random(...): ...

What is wrong raises hypothesis' `InvalidArgument`.
"""
